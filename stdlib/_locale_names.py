"""Aliases of locales, written by src/text/gen_locale_names.py: a row is what follows the point (an encoding, perhaps with a
modifier, or - for nothing) and the aliases that have it, each with its name where that is not the alias in usual letters."""

_ROWS = """\
- c.ascii=C c.en=C c=C c_c.c=C c_c=C english_united-states.437=C posix-utf2=C posix=C
ARMSCII_8 hy_am.armscii8
CP1251 be=be_BY be_by bg=bg_BG bg_bg bulgarian=bg_BG sr_yu.cp1251@cyrillic=sr_CS sr_yu.microsoftcp1251@cyrillic=sr_CS
CP1255 yi=yi_US yi_us
CP1256 ur=ur_PK ur_pk
GB2312 zh_sg
GBK zh_sg.gbk
GEORGIAN-ACADEMY ka=ka_GE ka_ge ka_ge.georgianacademy ka_ge.georgianrs
GEORGIAN-PS ka_ge.georgianps
IBM-CP1133 lo_la.cp1133 lo_la.ibmcp1133
ISCII-DEV hi=hi_IN hi_in hi_in.isciidev
ISIRI-3342 fa_ir.isiri3342
ISO8859-1 aa_dj af=af_ZA af_za american=en_US bokmal=nb_NO bokmål=nb_NO br=br_FR br_fr c-french=fr_CA c.iso88591=en_US
  ca=ca_ES ca_ad ca_es ca_fr ca_it catalan=ca_ES cextend=en_US cy=cy_GB cy_gb da=da_DK da_dk danish=da_DK dansk=da_DK
  de=de_DE de_at de_be de_ch de_de de_it de_lu deutsch=de_DE dutch.iso88591=nl_BE dutch=nl_NL eesti=et_EE en=en_US en_au
  en_be en_bw en_ca en_dk en_gb en_hk en_ie en_in en_nz en_ph en_sg en_uk=en_GB en_us en_za en_zw eng_gb=en_GB
  english.iso88591=en_US english=en_EN english_uk=en_GB english_united-states=en_US english_us=en_US es=es_ES es_ar es_bo
  es_cl es_co es_cr es_do es_ec es_es es_gt es_hn es_mx es_ni es_pa es_pe es_pr es_py es_sv es_us es_uy es_ve estonian=et_EE
  eu=eu_ES eu_es eu_fr finnish=fi_FI fo=fo_FO fo_fo fr=fr_FR fr_be fr_ca fr_ch fr_fr fr_lu français=fr_FR fre_fr=fr_FR
  french.iso88591=fr_CH french=fr_FR french_france=fr_FR ga=ga_IE ga_ie galego=gl_ES galician=gl_ES gd=gd_GB gd_gb
  ger_de=de_DE german.iso88591=de_CH german=de_DE german_germany=de_DE gl=gl_ES gl_es gv=gv_GB gv_gb icelandic=is_IS
  id=id_ID id_id in=id_ID in_id=id_ID is=is_IS is_is iso-8859-1=en_US iso8859-1=en_US iso_8859_1=en_US it=it_IT it_ch it_it
  italian=it_IT kl=kl_GL kl_gl kw=kw_GB kw_gb mi=mi_NZ mi_nz ms=ms_MY ms_my nb=nb_NO nb_no nl=nl_NL nl_be nl_nl nn=nn_NO
  nn_no no=no_NO no@nynorsk=ny_NO no_no no_no.iso88591@bokmal no_no.iso88591@nynorsk norwegian=no_NO nr=nr_ZA nr_za ny=ny_NO
  ny_no nynorsk=nn_NO oc=oc_FR oc_fr om_ke pd=pd_US pd_de pd_us ph=ph_PH ph_ph portuguese=pt_PT portuguese_brazil=pt_BR
  pp=pp_AN pp_an pt=pt_PT pt_br pt_pt rw=rw_RW rw_rw so_dj so_ke so_so spanish=es_ES spanish_spain=es_ES ss=ss_ZA ss_za
  st=st_ZA st_za sv=sv_SE sv_fi sv_se swedish=sv_SE tl=tl_PH tl_ph ts=ts_ZA ts_za wa=wa_BE wa_be xh=xh_ZA xh_za zu=zu_ZA
  zu_za
ISO8859-10 lg_ug
ISO8859-11 th=th_TH th_th thai=th_TH
ISO8859-13 lithuanian=lt_LT lt=lt_LT lt_lt lv=lv_LV lv_lv
ISO8859-15 an_es ast_es el_gr@euro en_us@euro@euro et=et_EE et_ee fi=fi_FI fi_fi iso-8859-15=en_US iso8859-15=en_US
  iso_8859_15=en_US mg_mg nso=nso_ZA nso_za tn=tn_ZA tn_za
ISO8859-2 bs=bs_BA bs_ba croatian=hr_HR cs=cs_CZ cs_cs=cs_CZ cs_cz cz=cs_CZ cz_cz=cs_CZ czech=cs_CZ hr=hr_HR hr_hr
  hrvatski=hr_HR hsb_de hu=hu_HU hu_hu hungarian=hu_HU pl=pl_PL pl_pl polish=pl_PL ro=ro_RO ro_ro romanian=ro_RO
  rumanian=ro_RO sh_ba.iso88592@bosnia=sr_CS sh_hr sh_hr.iso88592=hr_HR sh_sp=sr_CS sk=sk_SK sk_sk sl=sl_SI sl_cs sl_si
  slovak=sk_SK slovene=sl_SI slovenian=sl_SI sq=sq_AL sq_al sr_cs.iso88592@latn sr_sp=sr_CS sr_yu.iso88592=sr_CS
ISO8859-3 eo=eo_XX eo_eo eo_xx mt=mt_MT mt_mt
ISO8859-4 ee=ee_EE ee_ee
ISO8859-5 mk=mk_MK mk_mk sp=sr_CS sp_yu=sr_CS sr_yu.iso88595=sr_CS sr_yu.iso88595@cyrillic=sr_CS
ISO8859-6 ar=ar_AA ar_aa ar_ae ar_bh ar_dz ar_eg ar_iq ar_jo ar_kw ar_lb ar_ly ar_ma ar_om ar_qa ar_sa ar_sd ar_sy ar_tn
  ar_ye arabic=ar_AA
ISO8859-7 el=el_GR el_cy el_gr greek=el_GR
ISO8859-8 he=he_IL he_il hebrew=he_IL iw=he_IL iw_il=he_IL
ISO8859-9 ku_tr tr=tr_TR tr_cy tr_tr turkish=tr_TR
ISO8859-9E az=az_AZ az_az az_az.iso88599e
KOI8-C a3=az_AZ a3_az.koic=az_AZ a3_az=az_AZ tg=tg_TJ tg_tj
KOI8-R russian=ru_RU
KOI8-U ru_ua uk=uk_UA uk_ua
MULELAO-1 lo=lo_LA lo_la lo_la.mulelao1
NUNACOM-8 iu=iu_CA iu_ca iu_ca.nunacom8
SJIS ja_jp.mscode ja_jp.pck
TATAR-CYR tt=tt_RU tt_ru tt_ru.tatarcyr
TCVN vi=vi_VN vi_vn vi_vn.tcvn vi_vn.tcvn5712
TIS620 th_th.tactis th_th.tis620
TSCII-0 ta=ta_IN ta_in ta_in.tscii ta_in.tscii0
UTF-8 aa_er aa_et agr_pe ak_gh am=am_ET am_et anp_in ar_in ar_ss as=as_IN as_in ayc_pe az_ir be_bg.utf8=bg_BG bem_zm ber_dz
  ber_ma bhb_in.utf8 bho_in bho_np bi_vu bn_bd bn_in bo_cn bo_in brx_in byn_er c.utf8=C ce_ru chr_us ckb_iq cmn_tw crh_ua
  csb_pl cv_ru de_li.utf8 doi_in dv_mv dz_bt en_ag en_dl.utf8 en_il en_ng en_sc.utf8 en_zm en_zw.utf8=en_ZS eo.utf8=eo
  eo_us.utf8 es_cu fa=fa_IR fa_ir ff_sn fil_ph fur_it fy_de fy_nl gez_er gez_et gu_in ha_ng hak_tw hif_fj hne=hne_IN hne_in
  ht_ht hy_am ia=ia ia_fr ig_ng ik_ca iw_il.utf8 kab_dz km_kh kn=kn_IN kn_in kok_in ks=ks_IN ks_in ky=ky_KG ky_kg lb_lu
  li_be li_nl lij_it ln_cd lzh_tw mag_in mai=mai_IN mai_in mai_np mfe_mu mhr_ru miq_ni mjw_in ml=ml_IN ml_in mn_mn mni_in
  mr=mr_IN mr_in my_mm nan_tw nds_de nds_nl ne_np nhn_mx niu_nu niu_nz nl_aw om_et or=or_IN or_in os_ru pa=pa_IN pa_in pa_pk
  pap_an pap_aw pap_cw ps_af quz_pe raj_in ru=ru_RU ru_ru sa_in sat_in sc_it sd=sd_IN sd_in sd_pk se_no sgs_lt shn_mm shs_ca
  si=si_LK si_lk sid_et sinhala=si_LK sm_ws so_et sq_mk sr=sr_RS sr@cyrillic=sr_RS sr_cs sr_me sr_rs sr_yu.utf8=sr_RS
  sr_yu.utf8@cyrillic=sr_RS sr_yu@cyrillic=sr_RS sw_ke sw_tz szl_pl ta_lk tcy_in.utf8 te=te_IN te_in the_np ti_er ti_et
  tig_er tk_tm to_to tpi_pg ug_cn universal.utf8@ucs4=en_US unm_us ur_in uz=uz_UZ uz_uz uz_uz@cyrillic ve=ve_ZA ve_za wae_ch
  wal_et wo_sn yo_ng yue_hk yuw_pg
UTF-8@devanagari ks_in@devanagari.utf8 sd_in@devanagari.utf8
UTF-8@iqtelif tt_ru@iqtelif
UTF-8@latin be@latin=be_BY be_by@latin serbocroatian=sr_RS sh=sr_RS sh_yu=sr_RS sr@latn=sr_CS sr_cs@latn sr_rs@latn
  sr_yu=sr_RS
UTF-8@valencia ca_es@valencia
VISCII vi_vn.viscii vi_vn.viscii111
big5 zh_cn.big5=zh_TW zh_tw
big5hkscs zh_hk zh_hk.big5hk
eucCN chinese-s=zh_CN zh=zh_CN zh_cn.euc
eucJP ja=ja_JP ja_jp ja_jp.euc japan=ja_JP japanese-euc=ja_JP japanese.euc=ja_JP japanese=ja_JP jp_jp=ja_JP
eucKR ko=ko_KR ko_kr ko_kr.euc korean.euc=ko_KR korean=ko_KR
eucTW chinese-t=zh_TW zh_tw.euc zh_tw.euctw
gb2312 zh_cn
ptcp154 kk_kz
utf univ=en_US universal=en_US
"""


def aliases():
    """{alias: full name}"""
    found = {}
    for row in _ROWS.replace('\n  ', ' ').splitlines():
        rest, *names = row.split()
        for entry in names:
            alias, _, name = entry.partition('=')
            if not name:
                language, _, country = alias.partition('.')[0].partition('@')[0].partition('_')
                name = f'{language}_{country.upper()}'
            found[alias] = name if rest == '-' else f'{name}.{rest}'
    return dict(sorted(found.items()))


_ENCODINGS = """\
437=C 88591=ISO8859-1 885915=ISO8859-15 88592=ISO8859-2 88595=ISO8859-5 ajec=eucJP ascii=ISO8859-1 c=C cp1251=CP1251
cp1255=CP1255 cp1256=CP1256 en=ISO8859-1 euc_jp=eucJP euc_kr=eucKR eucjp=eucJP euckr=eucKR iso2022_jp=JIS7 iso2022jp=JIS7
iso88591=ISO8859-1 iso885910=ISO8859-10 iso885911=ISO8859-11 iso885913=ISO8859-13 iso885914=ISO8859-14 iso885915=ISO8859-15
iso885916=ISO8859-16 iso88592=ISO8859-2 iso88593=ISO8859-3 iso88594=ISO8859-4 iso88595=ISO8859-5 iso88596=ISO8859-6
iso88597=ISO8859-7 iso88598=ISO8859-8 iso88599=ISO8859-9 iso8859_1=ISO8859-1 iso8859_10=ISO8859-10 iso8859_11=ISO8859-11
iso8859_13=ISO8859-13 iso8859_14=ISO8859-14 iso8859_15=ISO8859-15 iso8859_16=ISO8859-16 iso8859_2=ISO8859-2
iso8859_3=ISO8859-3 iso8859_4=ISO8859-4 iso8859_5=ISO8859-5 iso8859_6=ISO8859-6 iso8859_7=ISO8859-7 iso8859_8=ISO8859-8
iso8859_9=ISO8859-9 jis=JIS7 jis7=JIS7 koi8_r=KOI8-R koi8_t=KOI8-T koi8_u=KOI8-U koi8c=KOI8-C koi8r=KOI8-R koi8t=KOI8-T
koi8u=KOI8-U kz1048=RK1048 latin1=ISO8859-1 latin_1=ISO8859-1 microsoftcp1251=CP1251 microsoftcp1255=CP1255
microsoftcp1256=CP1256 shift_jis=SJIS shiftjis=SJIS tactis=TACTIS utf8=UTF-8 utf_8=UTF-8
"""


def encoding_aliases():
    """{what encodings are called: how names of locales write them}"""
    return dict(pair.split('=') for pair in _ENCODINGS.split())
